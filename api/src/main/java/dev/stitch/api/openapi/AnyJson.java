package dev.stitch.api.openapi;

/** Stands in the document for JSON of whatever type. */
interface AnyJson {}
