/**
 * What a stack on one machine can show of itself: its worker, which may be stopped to see journeys
 * go on. Whoever starts the API gives it a {@code LocalStack}; start at {@code
 * LocalStackController}.
 */
package dev.stitch.api.localstack;
