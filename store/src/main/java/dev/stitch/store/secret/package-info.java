/**
 * Secrets at rest: locked before they reach a column, bound to the row they stand in, and unlocked
 * only where they are used. Uses {@code dev.stitch.keys}; start at {@code Secrets}.
 */
package dev.stitch.store.secret;
