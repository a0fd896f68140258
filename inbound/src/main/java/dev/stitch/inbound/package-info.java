/**
 * What mail that came in means: it is led to the journey that it answers, or by an inbound route to
 * a new one. The API's routes and the worker's watch of a folder hand over to {@code Inbox}. {@code
 * dev.stitch.mail.mime} reads mail and tells replies from reports; rows are {@code
 * dev.stitch.store.mail}; the way to journeys is {@code dev.stitch.launch}.
 */
package dev.stitch.inbound;
