package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * What a model has added to a conversation.
 *
 * @param content its blocks, none of them changed: signatures cover what was thought
 * @param stopReason why it stopped, in the words of Anthropic's API
 * @param outputTokens tokens that it has written, thinking included
 */
public record ModelTurn(ArrayNode content, String stopReason, long outputTokens) {}
