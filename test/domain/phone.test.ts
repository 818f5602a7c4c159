import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMobile, readPhone, writePhone } from '../../domain/phone';

describe('a telephone number', () => {
  it.each([
    ['070 123456', '+39070123456'],
    ['070/12.34.56', '+39070123456'],
    ['(070) 123-456', '+39070123456'],
    ['+39 070 123456', '+39070123456'],
    ['+39 (0)70 123456', '+39070123456'],
    ['0039070123456', '+39070123456'],
    ['06 7916780', '+39067916780'],
    ['0161.23.45.67', '+390161234567'],
    ['333 1234567', '+393331234567'],
    ['39 333 1234567', '+393331234567'],
    ['800 123 456', '+39800123456'],
    ['+44 20 7946 0958', '+442079460958'],
    ['３３３１２３４５６７', '+393331234567'],
  ])('is read from %j as %s', (typed, e164) => expect(readPhone(typed)).toBe(e164));

  it.each([
    '',
    'casa',
    '12345',
    '112',
    '0123456789012345',
    '+39',
    '+39 70 123456',
    '070 123456 int. 12',
    '070 123456 x12',
    '070 123456 / 333 1234567',
    '333 1234567; +1 900 123',
    'tel 070 123456',
    '+999 123 456789',
  ])('is not %j', (typed) => expect(readPhone(typed)).toBeNull());

  it.each([
    ['+39070123456', '070 123456'],
    ['+393331234567', '333 123 4567'],
    ['3331234567', '333 123 4567'],
    ['+33612345678', '+33 6 12 34 56 78'],
    ['+21620123456', '+216 20 123 456'],
    ['070 12', '070 12'],
    ['chiamare il vicino', 'chiamare il vicino'],
  ])('%j is written %j', (kept, written) => expect(writePhone(kept)).toBe(written));

  it('read again as it is written is the same number', () => {
    const numbers = fc.stringMatching(/^(0[1-9]\d{5,8}|3[2-9]\d{8}|\+(33|40|216|880)\d{8,10})$/);
    fc.assert(
      fc.property(numbers, (typed) => {
        const number = readPhone(typed);
        fc.pre(number !== null);
        expect(number).toMatch(/^\+\d{6,15}$/);
        expect(readPhone(number)).toBe(number);
        expect(readPhone(writePhone(number))).toBe(number);
      }),
    );
  });
});

describe('a mobile number', () => {
  it.each([
    ['333 1234567', '+393331234567'],
    ['333123456', '+39333123456'],
    ['+39 333-1234567', '+393331234567'],
    ['0039 333 1234567', '+393331234567'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+40 721 234 567', '+40721234567'],
    ['+216 20 123 456', '+21620123456'],
    ['+221 77 123 45 67', '+221771234567'],
    ['+880 1712 345678', '+8801712345678'],
    ['+378 66 661212', '+37866661212'],
  ])('is read from %j as %s', (typed, value) => expect(readMobile(typed)).toEqual({ value }));

  it('may be one of a country whose plan does not tell mobiles apart', () => {
    expect(readMobile('+1 202 555 0123')).toEqual({ value: '+12025550123' });
  });

  it.each([
    ['070 123456', 'mobile-landline'],
    ['+39 0541 123456', 'mobile-landline'],
    ['800 123 456', 'mobile-landline'],
    ['+33 1 42 68 53 00', 'mobile-landline'],
    ['33312345', 'mobile'],
    ['33312345678', 'mobile'],
    ['+39', 'mobile'],
    ['casa', 'mobile'],
  ])('is not %j: %s', (typed, code) => expect(readMobile(typed)).toEqual({ code }));
});
