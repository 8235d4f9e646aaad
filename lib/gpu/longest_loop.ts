/**
 * Turns a loop in a kernel may take at most. Software Vulkan (llvmpipe) leaves a loop after 65 535
 * turns without a word, and goes on with what it has: longer walks are to be split.
 */
export const LONGEST_LOOP = 32_768;
