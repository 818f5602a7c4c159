import { calls } from '@/app/_api/calls';
import { documentOf } from '@/app/_api/document';
import { readDocument } from '@/app/_api/meta';
import { route, serveRaw } from '@/app/_server/api';

const headers = { 'Cache-Control': 'public, max-age=300' };

let written: object | undefined;

/** The same for everybody, written once. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  ...serveRaw([readDocument], () =>
    Promise.resolve(Response.json((written ??= documentOf(calls)), { headers })),
  ),
);
