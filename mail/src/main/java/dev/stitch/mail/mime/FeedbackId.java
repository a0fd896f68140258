package dev.stitch.mail.mime;

/**
 * The header {@code Feedback-ID}: three names of what a mail is part of, and who sends it.
 * Providers count complaints by each of the four.
 */
public final class FeedbackId {

  /** What Google's documentation gives the sender. */
  private static final int MAX_SENDER = 15;

  private FeedbackId() {}

  /**
   * Composes one, {@code campaign:mailbox:stitch:sender}.
   *
   * @param campaign the flow or template, or what else the mail is part of
   * @param mailbox the name of the mailbox that sends it
   * @param senderDomain the domain of its From address
   */
  public static String of(String campaign, String mailbox, String senderDomain) {
    String domain = word(senderDomain);
    String sender = domain.substring(0, Math.min(domain.length(), MAX_SENDER));
    return String.join(":", word(campaign), word(mailbox), "stitch", sender);
  }

  /** Colons separate, and a header is one line of ASCII. */
  private static String word(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]+", "-");
  }
}
