package dev.stitch.activities.agent;

import dev.stitch.store.agent.ConversationRepository.Given;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** About how many tokens a text has, rather too many than too few. */
final class TokenEstimate {

  /** English has four, data and code three or less. */
  private static final int BYTES_PER_TOKEN = 3;

  private TokenEstimate() {}

  static long of(String text) {
    return Math.ceilDiv(text.getBytes(StandardCharsets.UTF_8).length, BYTES_PER_TOKEN);
  }

  static long of(Given message) {
    return of(message.content().toString());
  }

  static long of(List<Given> messages) {
    return messages.stream().mapToLong(TokenEstimate::of).sum();
  }

  /** The end of a text, if it has more tokens than that. */
  static String end(String text, long most) {
    String end = text;
    for (long tokens = of(end); tokens > most; tokens = of(end)) {
      // What is left may be of characters that have more bytes than those that went.
      int left = (int) Math.min(end.length() - 1L, end.length() * most / tokens);
      int from = end.length() - left;
      boolean splits = left > 0 && Character.isLowSurrogate(end.charAt(from));
      end = end.substring(splits ? from + 1 : from);
    }
    return end;
  }
}
