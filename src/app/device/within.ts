/** The answer of a browser that may refuse it or never give it: then `otherwise`. */
export async function within<T>(ms: number, answer: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  const given = answer.catch(() => otherwise);
  try {
    return await Promise.race([given, late]);
  } finally {
    clearTimeout(timer);
  }
}
