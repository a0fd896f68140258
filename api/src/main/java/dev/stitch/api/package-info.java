/**
 * The HTTP surface: one package an aggregate, controllers that delegate in a line. Uses workflow
 * contracts (never an implementation) and the store.
 */
package dev.stitch.api;
