/**
 * Searching the web by somebody's HTTP API. Uses {@code http} and {@code failure}; start at {@code
 * WebSearch}.
 */
package dev.stitch.connectors.search;
