package dev.stitch.api.inbound;

import dev.stitch.api.error.ApiProblem;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail that Amazon SES hands over by SNS. Where topics are named ({@code STITCH_SNS_TOPICS}), only
 * signed messages of theirs are taken, and their subscriptions are confirmed. Where none is,
 * whoever may call the route is trusted with the mail, but no subscription is confirmed.
 */
@Singleton
class SesMail {

  private static final Logger LOG = LoggerFactory.getLogger(SesMail.class);

  private final SnsSignature signature;
  private final SnsSite site;
  private final Set<String> topics;

  SesMail(SnsSignature signature, SnsSite site, @Value("${stitch.sns.topics:}") String topics) {
    this.signature = signature;
    this.site = site;
    this.topics =
        Arrays.stream(topics.split(","))
            .map(String::strip)
            .filter(topic -> !topic.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The mail of a message, empty when it brings none.
   *
   * @throws ApiProblem 401 when it is not of a named topic or not signed
   */
  Optional<byte[]> raw(SnsMessage message) {
    if (!topics.isEmpty()) {
      if (!topics.contains(message.text("TopicArn"))) {
        throw ApiProblem.unauthorized("The message is of no topic in STITCH_SNS_TOPICS.");
      }
      signature.require(message);
    }
    return switch (message.kind()) {
      case NOTIFICATION -> message.mail();
      case SUBSCRIPTION -> {
        subscribe(message);
        yield Optional.empty();
      }
      case FAREWELL -> Optional.empty();
    };
  }

  private void subscribe(SnsMessage message) {
    if (topics.isEmpty()) {
      LOG.warn(
          "An SNS topic asks to be subscribed to; put its ARN into STITCH_SNS_TOPICS and let it ask again");
      return;
    }
    URI address = SnsAddress.subscription(message.text("SubscribeURL"));
    try {
      site.read(address);
      LOG.info("Subscribed to the SNS topic {}", message.text("TopicArn"));
    } catch (IOException unreachable) {
      throw ApiProblem.unavailable("The subscription cannot be confirmed now; send again.");
    }
  }
}
