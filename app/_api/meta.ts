import { z } from 'zod';
import { describe } from './call';

export const readDocument = describe({
  id: 'readDocument',
  method: 'GET',
  path: '/openapi.json',
  tag: 'This document',
  audience: 'anybody',
  summary: 'Read this document',
  answers: {
    200: {
      when: 'The OpenAPI 3.1 document of this API.',
      body: {
        name: 'Document',
        schema: z.looseObject({ openapi: z.string() }),
        example: { openapi: '3.1.1' },
      },
    },
  },
  refusals: [],
});
