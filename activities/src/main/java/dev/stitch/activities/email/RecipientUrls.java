package dev.stitch.activities.email;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** Addresses of ours that stand in mails. */
@Singleton
public class RecipientUrls {

  private static final String UNSUBSCRIBE = "/u/";
  private static final String CLICK = "/c/";

  private final String publicUrl;

  /**
   * @param publicUrl where recipients reach the API ({@code STITCH_PUBLIC_URL})
   */
  public RecipientUrls(@Value("${stitch.public.url:`http://127.0.0.1:8080`}") String publicUrl) {
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** The address of the page, and of the POST, by which one mail's recipient unsubscribes. */
  String unsubscribe(String token) {
    return publicUrl + UNSUBSCRIBE + token;
  }

  /** The address that counts a click and leads on. */
  String click(String token) {
    return publicUrl + CLICK + token;
  }

  /** Whether an address is one of these, so that none leads to another. */
  boolean ours(String url) {
    return url.startsWith(publicUrl + UNSUBSCRIBE) || url.startsWith(publicUrl + CLICK);
  }
}
