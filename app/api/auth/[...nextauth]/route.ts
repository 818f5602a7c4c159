import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/app/_server/auth';
import { problem, refusalProblem } from '@/app/_server/problem';
import type { Refusal } from '@/domain/refusal';

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * next-auth's own routes. A sign-in that has to wait is told so by its status, and a body that is no JSON is refused: it
 * breaks next-auth.
 */
const handler = async (request: NextRequest, context: Context): Promise<Response> => {
  let slowed: Refusal | null = null;
  const options = authOptions((refusal) => {
    slowed = refusal;
  });
  try {
    const response = (await NextAuth(request as never, context as never, options)) as Response;
    return slowed === null ? response : refusalProblem(slowed);
  } catch (fault) {
    if (fault instanceof SyntaxError) return problem('malformed-json');
    throw fault;
  }
};

export { handler as GET, handler as POST };
