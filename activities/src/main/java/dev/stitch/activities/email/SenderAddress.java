package dev.stitch.activities.email;

import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.mail.mime.Addresses;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * Who mail is from unless a step says otherwise: {@code STITCH_MAIL_FROM}. Replies come to the same
 * address with a token behind a plus, and Message-IDs are of its domain.
 */
@Singleton
public class SenderAddress {

  /** Enough of a SHA-256 that no two keys meet. */
  private static final int ID_LENGTH = 40;

  private final InternetAddress from;
  private final String localPart;
  private final String domain;

  /**
   * @throws IllegalArgumentException when it is no address
   */
  public SenderAddress(
      @Value("${stitch.mail.from:`Stitch <outreach@stitch.example>`}") String from) {
    try {
      this.from = Addresses.one(from);
    } catch (AddressException e) {
      throw new IllegalArgumentException(
          "STITCH_MAIL_FROM must be a mail address like Stitch <outreach@stitch.example>: "
              + e.getMessage(),
          e);
    }
    String address = this.from.getAddress();
    int at = address.lastIndexOf('@');
    this.localPart = address.substring(0, at);
    this.domain = address.substring(at + 1);
  }

  public InternetAddress from() {
    return (InternetAddress) from.clone();
  }

  /** Where replies to the mail with this token come to. */
  public String replyAddress(String token) {
    return localPart + "+" + token + "@" + domain;
  }

  /** The same for the same effect, so that whoever sees a mail twice can tell. */
  public String messageId(String effectKey) {
    return "<" + PayloadHash.of(effectKey).substring(0, ID_LENGTH) + "@" + domain + ">";
  }
}
