/**
 * X's API v2: reading people and posts, and the few acts that X still lets programs do. Uses {@code
 * http}, {@code failure} and {@code price}; start at {@code XClient}. What is known of the API is
 * in docs/platforms/x.md.
 */
package dev.stitch.connectors.x;
