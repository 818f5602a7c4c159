import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/app/_server/auth';
import { problem } from '@/app/_server/problem';

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own routes; a body that is no JSON, which breaks it, is refused. */
const handler = async (request: NextRequest, context: Context): Promise<Response> => {
  try {
    return await (NextAuth(request as never, context as never, authOptions()) as Promise<Response>);
  } catch (fault) {
    if (fault instanceof SyntaxError) return problem('malformed-json');
    throw fault;
  }
};

export { handler as GET, handler as POST };
