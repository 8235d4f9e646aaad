/**
 * Turns the loops of a kernel may take at most, all those of an invocation together. Software Vulkan
 * (llvmpipe) counts them in one counter and leaves every loop after 65 535 turns without a word, going
 * on with what it has: longer walks are to be split.
 */
export const LONGEST_LOOP = 32_768;
