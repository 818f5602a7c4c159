import { serviceLevels, type DeskRules } from '../../domain/ticket/service-levels';
import { ente } from '../../ente';

/** What this municipality's desk promises, in its own hours. */
export const deskRules: DeskRules = { ...serviceLevels, calendar: ente.desk };
