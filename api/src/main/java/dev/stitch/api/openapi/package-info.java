/**
 * The API's description: what the annotation processor read off the controllers is finished here by
 * the rules that hold for every route, at build time, and served. Types of JSON whose shape no
 * record says are in {@code common.json} beside this package.
 */
package dev.stitch.api.openapi;
