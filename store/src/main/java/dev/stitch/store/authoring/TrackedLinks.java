package dev.stitch.store.authoring;

import dev.stitch.store.Bytes;
import dev.stitch.store.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The links of one mail whose clicks are counted.
 *
 * <p>A token names the row and the place in its list, and is signed with the mail's own key over
 * both and the address. So whoever has the token of one link can make no other, and a token never
 * says by itself where it leads.
 *
 * @param messageId Message-ID of the mail
 * @param urls addresses by their index, each once
 */
public record TrackedLinks(UUID id, String messageId, SigningKey key, List<String> urls) {

  /** Most links of one mail that are counted. */
  public static final int MAX = 500;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "mail-click";
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 16 + Short.BYTES;

  /** 128 bits of the signature: nobody makes one up. */
  private static final int SIGNATURE_BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  public TrackedLinks {
    urls = List.copyOf(urls);
    if (urls.size() > MAX) {
      throw new IllegalArgumentException("more than " + MAX + " links");
    }
  }

  /** A key whose bytes no log shows. */
  public static final class SigningKey implements Bytes {
    private final byte[] bytes;

    SigningKey(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** Links of a mail that is about to leave, with a new key. */
  public static TrackedLinks fresh(String messageId, List<String> urls) {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return new TrackedLinks(Ids.next(), messageId, new SigningKey(key), urls);
  }

  /** The token of a link, in URL-safe Base64. */
  public String token(int index) {
    byte[] token = new byte[ID_BYTES + SIGNATURE_BYTES];
    ByteBuffer.wrap(token)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putShort((short) index)
        .put(signature(index));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * A token as it came, not yet proven.
   *
   * @param linksId of the row that can prove it
   */
  public record Token(UUID linksId, int index, String text) {

    /** What a token says; empty for what is none. */
    public static Optional<Token> parse(String text) {
      byte[] bytes;
      try {
        bytes = Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
      if (bytes.length != ID_BYTES + SIGNATURE_BYTES) {
        return Optional.empty();
      }
      ByteBuffer read = ByteBuffer.wrap(bytes);
      return Optional.of(
          new Token(new UUID(read.getLong(), read.getLong()), read.getShort(), text));
    }
  }

  /** Where a token leads; empty when it was not signed for one of these links. */
  public Optional<String> url(Token token) {
    boolean proven =
        token.linksId().equals(id)
            && token.index() >= 0
            && token.index() < urls.size()
            && MessageDigest.isEqual(
                token.text().getBytes(StandardCharsets.US_ASCII),
                token(token.index()).getBytes(StandardCharsets.US_ASCII));
    return proven ? Optional.of(urls.get(token.index())) : Optional.empty();
  }

  private byte[] signature(int index) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.bytes, ALGORITHM));
      String signed = PURPOSE + "\n" + id + "\n" + index + "\n" + urls.get(index);
      return Arrays.copyOf(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
