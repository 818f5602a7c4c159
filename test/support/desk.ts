import {
  serviceLevels,
  ticketCategories,
  ticketPriorities,
  type DeskRules,
  type ServiceLevel,
} from '../../domain/ticket/service-levels';

const day = ['00:00-24:00'];

/** A desk that never closes, so that tests pass on a Sunday too; every class of service has the same level, in minutes. */
export function ticketRules(
  changes: Partial<DeskRules> = {},
  level: ServiceLevel = { firstAnswer: 60, resolution: 600 },
): DeskRules {
  const levels = Object.fromEntries(ticketPriorities.map((priority) => [priority, level]));
  return {
    ...serviceLevels,
    calendar: {
      hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
      patron: null,
    },
    levels: Object.fromEntries(ticketCategories.map((each) => [each, levels])) as DeskRules['levels'],
    ...changes,
  };
}
