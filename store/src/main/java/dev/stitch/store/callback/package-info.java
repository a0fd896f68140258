/**
 * What runs asked outside workers and what those answered. Uses {@code dev.stitch.store.Database};
 * written by the step {@code callback} and by the route that takes the answers.
 */
package dev.stitch.store.callback;
