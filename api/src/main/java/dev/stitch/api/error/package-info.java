/**
 * Failures as RFC 9457 problem details: what routes throw, and how everything that can go wrong
 * becomes one of them. Nothing outside this package writes an error response.
 */
package dev.stitch.api.error;
