package dev.stitch.activities.email;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** Where the recipient of a mail unsubscribes. */
@Singleton
public class UnsubscribeUrls {

  private final String publicUrl;

  /**
   * @param publicUrl where recipients reach the API ({@code STITCH_PUBLIC_URL})
   */
  public UnsubscribeUrls(@Value("${stitch.public.url:`http://127.0.0.1:8080`}") String publicUrl) {
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** The address of the page, and of the POST, of one mail's token. */
  String of(String token) {
    return publicUrl + "/u/" + token;
  }
}
