export { databaseNow } from '../clock';
