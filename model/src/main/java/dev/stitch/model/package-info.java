/** Closed sets and small values that everything shares; depends on nothing beside it. */
package dev.stitch.model;
