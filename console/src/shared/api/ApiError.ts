import type { Problem } from '@/client';
import { faultWords } from './faultWords';

/** Faults that a message names; more nobody reads at once. */
const NAMED = 3;

/** What was wrong: by the labels of the fields, where the API names fields. */
function messageOf(status: number, { detail, title, errors = [] }: Partial<Problem>): string {
  const faults = errors.slice(0, NAMED).map((fault) => faultWords(fault));
  const more = errors.length > NAMED ? [`And ${errors.length - NAMED} more.`] : [];
  return [...faults, ...more].join(' ') || (detail ?? title ?? `The API answered ${status}.`);
}

/** What the API answered instead of what was asked for; `status` 0 when it could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Partial<Problem>;

  constructor(status: number, problem: Partial<Problem>) {
    super(messageOf(status, problem));
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

const UNREACHABLE = 'The API cannot be reached. It is asked again as soon as it is back.';

/** Any failure of the client as an `ApiError`. */
export function asApiError(error: unknown, response: Response | undefined): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (!response) {
    return new ApiError(0, { title: 'No connection', detail: UNREACHABLE });
  }
  const problem = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {};
  return new ApiError(response.status, problem);
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** Whether asking again may help. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}

/** What is wrong with a field of the request, by JSON pointer. */
export function faultOf(error: unknown, pointer: string): string | undefined {
  return error instanceof ApiError
    ? error.problem.errors?.find((fault) => fault.pointer === pointer)?.message
    : undefined;
}
