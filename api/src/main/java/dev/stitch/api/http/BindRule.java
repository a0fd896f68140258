package dev.stitch.api.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;

/**
 * Refuses to start a server without a login where others can reach it. Runs before anything
 * listens.
 */
@Singleton
public class BindRule implements BeanCreatedEventListener<HttpServerConfiguration> {

  private final boolean loginOff;
  private final boolean unauthenticatedAllowed;

  BindRule(
      @Value("${stitch.login:required}") String login,
      @Value("${stitch.allow-unauthenticated:false}") boolean unauthenticatedAllowed) {
    this.loginOff = login.equals("off");
    this.unauthenticatedAllowed = unauthenticatedAllowed;
  }

  @Override
  public HttpServerConfiguration onCreated(BeanCreatedEvent<HttpServerConfiguration> event) {
    HttpServerConfiguration configuration = event.getBean();
    if (loginOff && !unauthenticatedAllowed) {
      requireLoopback(configuration.getHost().orElse("0.0.0.0"));
    }
    return configuration;
  }

  /**
   * Refuses an address that others can reach, for a server without a login.
   *
   * @throws ConfigurationException when it is not of this machine alone
   */
  public static void requireLoopback(String address) {
    if (!ServedHosts.isLoopback(address)) {
      throw new ConfigurationException(
          "STITCH_LOGIN=off with STITCH_BIND="
              + address
              + " would let others in without a login. Bind to 127.0.0.1, take STITCH_LOGIN away,"
              + " or set STITCH_ALLOW_UNAUTHENTICATED=true where something in front"
              + " authenticates.");
    }
  }
}
