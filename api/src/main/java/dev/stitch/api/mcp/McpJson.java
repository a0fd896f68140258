package dev.stitch.api.mcp;

import io.micronaut.context.annotation.Factory;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
import jakarta.inject.Singleton;

/** The protocol's own JSON, which has other rules than the API's: its messages leave out nulls. */
@Factory
class McpJson {

  @Singleton
  McpJsonMapper mapper() {
    return new JacksonMcpJsonMapperSupplier().get();
  }
}
