package dev.stitch.cli.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;

/** Puts {@link RedactingEncoder} before whatever the logs' configuration writes with. */
public final class RedactedLogs {

  private RedactedLogs() {}

  /** To be called once, before anything is logged. */
  public static void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .iteratorForAppenders()
          .forEachRemaining(RedactedLogs::wrap);
    }
  }

  private static void wrap(Appender<ILoggingEvent> appender) {
    if (appender instanceof OutputStreamAppender<ILoggingEvent> writing) {
      RedactingEncoder encoder = new RedactingEncoder(writing.getEncoder());
      encoder.setContext(writing.getContext());
      encoder.start();
      writing.setEncoder(encoder);
    }
  }
}
