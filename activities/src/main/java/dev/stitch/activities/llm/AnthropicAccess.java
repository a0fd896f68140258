package dev.stitch.activities.llm;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.LogLevel;

/**
 * A way into Anthropic's API.
 *
 * @param baseUrl where the API is
 */
record AnthropicAccess(String apiKey, String baseUrl) {

  /** A client for one call. Temporal tries again where that helps, so the client does not. */
  AnthropicClient client() {
    return AnthropicOkHttpClient.builder()
        .apiKey(apiKey)
        .baseUrl(baseUrl)
        .maxRetries(0)
        // Prompts belong neither into logs nor into traces.
        .logLevel(LogLevel.OFF)
        .openTelemetry(false)
        .build();
  }

  /** Without the key, for whatever log it may get into. */
  @Override
  public String toString() {
    return "AnthropicAccess[" + baseUrl + "]";
  }
}
