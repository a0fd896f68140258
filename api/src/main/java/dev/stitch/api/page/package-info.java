/**
 * Reads {@code page}, {@code pageSize}, {@code sort} and {@code q} of lists. Controllers take a
 * {@code PageRequest} as an argument. Its SQL side is {@code dev.stitch.store.page}.
 */
package dev.stitch.api.page;
