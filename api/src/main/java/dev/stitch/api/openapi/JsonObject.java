package dev.stitch.api.openapi;

/** Stands in the document for a JSON object of whatever fields. */
interface JsonObject {}
