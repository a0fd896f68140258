/**
 * Steps that ask language models: Claude through Anthropic's SDK, and an offline stand-in. Text
 * goes into the stream as it comes, tokens and cost into {@code dev.stitch.store.model}.
 */
package dev.stitch.activities.llm;
