package dev.stitch.api.inbound;

import dev.stitch.api.error.ApiProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Addresses in SNS messages, which anybody can write: only Amazon's own are ever called. */
final class SnsAddress {

  private static final Pattern HOST =
      Pattern.compile("sns\\.[a-z]{2}(?:-[a-z]+){1,2}-\\d{1,2}\\.amazonaws\\.com(?:\\.cn)?");

  private SnsAddress() {}

  /**
   * The address of a certificate.
   *
   * @throws ApiProblem 401 when it is not one of Amazon's
   */
  static URI certificate(String text) {
    URI address = ofAmazon(text);
    if (!address.getPath().matches("/SimpleNotificationService-[0-9a-f]{8,64}\\.pem")
        || address.getQuery() != null) {
      throw foreign();
    }
    return address;
  }

  /**
   * The address that confirms a subscription.
   *
   * @throws ApiProblem 401 when it is not one of Amazon's
   */
  static URI subscription(String text) {
    URI address = ofAmazon(text);
    if (!address.getPath().equals("/")
        || address.getQuery() == null
        || !address.getQuery().contains("Action=ConfirmSubscription")) {
      throw foreign();
    }
    return address;
  }

  private static URI ofAmazon(String text) {
    try {
      URI address = new URI(text);
      if ("https".equals(address.getScheme())
          && address.getHost() != null
          && HOST.matcher(address.getHost()).matches()
          && address.getPort() == -1
          && address.getRawUserInfo() == null
          && address.getFragment() == null
          && address.getPath() != null) {
        return address;
      }
      throw foreign();
    } catch (URISyntaxException unreadable) {
      throw foreign();
    }
  }

  private static ApiProblem foreign() {
    return ApiProblem.unauthorized("The message names an address that is not Amazon SNS's.");
  }
}
