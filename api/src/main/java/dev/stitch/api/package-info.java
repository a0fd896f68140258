/**
 * The HTTP surface: one package an aggregate, controllers that delegate in a line. Uses workflow
 * contracts (never an implementation) and the store. What all routes share is in {@code error},
 * {@code page} and {@code http}.
 */
package dev.stitch.api;
