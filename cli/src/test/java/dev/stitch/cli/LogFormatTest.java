package dev.stitch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines of the servers' logs, as the configuration that they run with writes them. */
class LogFormatTest {

  private final LoggerContext context = new LoggerContext();

  @Test
  void aLineOfTextEndsWithWhatItIsAbout() throws JoranException {
    assertThat(line(null, Map.of("entity", "e1", "node", "greet")))
        .endsWith("it - Sent 3 mails [e1 - greet]\n");
    assertThat(line(null, Map.of())).endsWith("it - Sent 3 mails\n");
  }

  @Test
  void aLineOfJsonHasItsFieldsBesideItsText() throws JoranException, JsonProcessingException {
    JsonNode line = new ObjectMapper().readTree(line("json", Map.of("entity", "e1", "run", "r1")));

    assertThat(line.get("formattedMessage").asText()).isEqualTo("Sent 3 mails");
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.get("mdc").get("entity").asText()).isEqualTo("e1");
    assertThat(line.get("mdc").get("run").asText()).isEqualTo("r1");
  }

  private String line(String format, Map<String, String> fields) throws JoranException {
    context.reset();
    if (format != null) {
      context.putProperty("STITCH_LOG_FORMAT", format);
    }
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("it"), Level.INFO, "Sent {} mails", null, new Object[] {3});
    event.setMDCPropertyMap(fields);
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
