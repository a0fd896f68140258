package dev.stitch.activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Validation;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FlowKind;
import dev.stitch.step.StepTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outward step types as publishing sees them. */
class OutwardStepTypesTest {

  @Test
  void theyAreFound() {
    assertThat(
            List.of(
                "email.send",
                "engagement.connect",
                "engagement.follow",
                "engagement.like",
                "engagement.comment",
                "engagement.message",
                "engagement.post",
                "web.search",
                "browser.scrape",
                "enrich",
                "agent.run",
                "sync",
                "http.request",
                "contact.update",
                "contact.query",
                "contact.create",
                "contact.archive",
                "contact.merge",
                "callback",
                "url.fetch",
                "git.clone",
                "git.commit",
                "git.diff",
                "git.push",
                "llm.generate",
                "llm.extract"))
        .allMatch(id -> StepTypes.find(id).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "email.send     | {'subject': 'Hi {{contact.name}}', 'text': 'x'}",
        "email.send     | {'subject': 's', 'html': '<b>x</b>', 'to': '{{input.to}}', 'from': 'A <a@b.c>', 'replyTo': 'a@b.c', 'mailbox': 'smtp', 'timeout': 'PT1M'}",
        "engagement.follow | {'platform': 'x', 'connection': 'Our account', 'assignee': '{{input.who}}'}",
        "engagement.like | {'platform': 'x', 'target': '{{input.post}}'}",
        "engagement.comment | {'platform': 'x', 'text': 'Nice, {{contact.name}}', 'target': 'latest_post'}",
        "engagement.connect | {'platform': 'linkedin', 'note': 'Hello {{contact.name}}'}",
        "engagement.message | {'platform': 'x', 'text': 'Hi', 'topic': 'News', 'window': {'from': '09:00'}, 'transactional': true}",
        "engagement.post | {'platform': 'x', 'text': 'News of {{input.day}}', 'connection': 'Our account'}",
        "web.search     | {'query': '{{contact.company}} press', 'maxResults': 20}",
        "browser.scrape | {'url': 'https://example.org/{{input.x}}', 'maxChars': 1000}",
        "enrich         | {}",
        "agent.run      | {'task': 'Find {{contact.name}}', 'model': 'claude-opus-5-5'}",
        "agent.run      | {'task': 'Go on', 'name': 'N', 'agentType': 'finder', 'systemPrompt': 'You are {{input.x}}', 'tools': ['decide', 'contacts.search'], 'approval': 'always', 'maxTurns': 5, 'maxTokens': 1000, 'budgetUsd': 0.5, 'sessionId': '{{input.session}}', 'script': {'turns': [{'text': 'Hi {{contact.name}}', 'toolCalls': [{'name': 'decide', 'input': {'decision': '{{input.x}}'}}]}]}, 'metadata': {'of': '{{input.x}}'}}",
        "agent.run      | {'task': 'Mend it', 'model': 'm', 'runner': 'claude-code', 'tools': ['file.read', 'mcp.tickets', 'mcp.wiki.find'], 'workspace': {'repo': 'https://git.example/{{input.name}}.git', 'branch': 'fix', 'baseBranch': 'main', 'persistent': false}}",
        "enrich         | {'contactId': '{{input.who}}', 'fields': ['title', 'attributes.city'], 'sources': ['website', 'x'], 'model': 'scripted', 'script': '{{contact.name}}'}",
        "sync           | {'platform': 'x', 'type': 'contacts', 'connection': 'Our account', 'maxPages': 5, 'maxProfiles': 100, 'maxContacts': 50}",
        "sync           | {'platform': 'gmail', 'type': 'metadata'}",
        "http.request   | {'url': 'https://example.org'}",
        "http.request   | {'method': 'POST', 'url': 'https://example.org', 'headers': {'X': '{{input.x}}'}, 'body': {'a': ['{{input.x}}', 1]}, 'expectStatus': [200, 409], 'idempotencyWindow': 'PT24H', 'connection': 'crm', 'retry': {'maxAttempts': 3}}",
        "http.request   | {'method': 'PUT', 'url': 'https://example.org', 'body': 'text', 'expectStatus': 204}",
        "url.fetch      | {'url': 'https://example.org/{{input.x}}', 'maxChars': 1000}",
        "git.clone      | {'repo': 'https://git.example/{{input.name}}.git', 'branch': 'prices', 'baseBranch': 'main', 'persistent': false, 'connection': 'git'}",
        "git.clone      | {'repo': 'git@git.example:a.git', 'workspace': '{{input.workspace}}'}",
        "git.commit     | {'message': 'Change {{input.x}}', 'authorName': 'Ada', 'authorEmail': 'ada@example.org'}",
        "git.diff       | {'since': 'commit'}",
        "git.push       | {'branch': 'main', 'workspace': '{{input.workspace}}', 'connection': 'git'}",
        "llm.generate   | {'model': 'scripted', 'prompt': 'Greet {{contact.name}}', 'system': 'Be {{input.mood}}', 'script': 'Hi {{contact.name}}', 'maxTokens': 500, 'connection': 'team', 'timeout': 'PT5M'}",
        "llm.extract    | {'model': 'claude-opus-5-5', 'prompt': 'Who?', 'schema': {'type': 'object', 'properties': {'name': {'type': 'string'}}}}",
        "callback       | {}",
        "callback       | {'url': 'https://example.org/{{input.x}}', 'payload': {'a': ['{{contact.name}}', 1]}, 'timeout': 'PT72H', 'onError': 'branch'}",
        "contact.query  | {'filter': {'q': '{{input.q}}', 'status': 'any', 'tag': 'vip', 'email': 'a@b.c', 'lifecycleStage': 'lead'}, 'limit': 1000}",
        "contact.create | {'email': '{{input.email}}', 'values': {'name': 'input.name'}}",
        "contact.archive | {}",
        "contact.merge  | {'from': '{{input.duplicate}}', 'into': '{{contact.id}}'}",
        "contact.update | {'values': {'name': 'input.name', 'attributes.a.b': '1', 'tags': 'input.tags'}}",
      })
  void whatTheDesignAllowsIsAccepted(String type, String config) throws Exception {
    assertThat(validate(type, config).errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "email.send     | {'text': 'x'}                                              | data.subject",
        "email.send     | {'subject': 's'}                                           | data",
        "email.send     | {'subject': '{{contact.name', 'text': 'x'}                 | data.subject",
        "email.send     | {'subject': 's', 'text': '{{steps.other.output}}'}         | data.text",
        "engagement.follow | {}                                                      | data.platform",
        "engagement.follow | {'platform': 'myspace'}                                 | data.platform",
        "engagement.comment | {'platform': 'x'}                                      | data.text",
        "engagement.message | {'platform': 'x', 'text': '{{no.such}}'}               | data.text",
        "engagement.post | {'platform': 'x'}                                         | data.text",
        "web.search     | {'maxResults': 5}                                          | data.query",
        "web.search     | {'query': 'x', 'maxResults': 21}                           | data.maxResults",
        "web.search     | {'query': '{{no.such}}'}                                   | data.query",
        "browser.scrape | {}                                                         | data.url",
        "agent.run      | {'model': 'claude-opus-5-5'}                               | data.task",
        "agent.run      | {'task': 't'}                                              | data.model",
        "agent.run      | {'task': 't', 'model': 'scripted'}                         | data.script",
        "agent.run      | {'task': 't', 'model': 'm', 'tools': ['rm.rf']}            | data.tools[0]",
        "agent.run      | {'task': 't', 'model': 'm', 'workspace': {'id': '{{no.such}}'}} | data.workspace.id",
        "agent.run      | {'task': 't', 'model': 'm', 'workspace': {'repo': 'ftp://git.example/a'}} | data.workspace.repo",
        "agent.run      | {'task': 't', 'model': 'm', 'workspace': {'repo': '/a', 'persistent': 'no'}} | data.workspace.persistent",
        "agent.run      | {'task': 't', 'model': 'm', 'maxTurns': 501}               | data.maxTurns",
        "agent.run      | {'task': 't', 'model': 'm', 'budgetUsd': 0}                | data.budgetUsd",
        "agent.run      | {'task': '{{no.such}}', 'model': 'm'}                      | data.task",
        "agent.run      | {'task': 't', 'script': {'turns': [{'text': '{{no.such}}'}]}} | data.script.turns[0].text",
        "agent.run      | {'task': 't', 'script': {'turns': [{'said': 'x'}]}}        | data.script.turns[0].said",
        "enrich         | {'fields': ['title', 'shoe size']}                         | data.fields[1]",
        "enrich         | {'model': 'gpt'}                                           | data.model",
        "enrich         | {'script': '{}'}                                           | data.script",
        "enrich         | {'sources': ['rumours']}                                   | data.sources",
        "enrich         | {'contactId': '{{no.such}}'}                               | data.contactId",
        "sync           | {'type': 'contacts'}                                       | data.platform",
        "sync           | {'platform': 'gmail', 'type': 'tweets'}                    | data.type",
        "sync           | {'platform': 'x', 'type': 'tweets', 'maxContacts': 5}      | data.maxContacts",
        "sync           | {'platform': 'x', 'type': 'tweets', 'maxPages': 0}         | data.maxPages",
        "http.request   | {}                                                         | data.url",
        "http.request   | {'url': 'https://example.org', 'method': 'SEND'}           | data.method",
        "http.request   | {'url': 'https://example.org', 'expectStatus': 42}         | data.expectStatus",
        "http.request   | {'url': 'https://example.org', 'idempotencyWindow': '1d'}  | data.idempotencyWindow",
        "http.request   | {'url': 'https://example.org', 'body': {'a': '{{no.such}}'}} | data.body.a",
        "url.fetch      | {'maxChars': 0}                                            | data.url",
        "git.clone      | {}                                                         | data.repo",
        "git.clone      | {'repo': 'ext::sh -c touch'}                               | data.repo",
        "git.clone      | {'repo': 'https://a:b@git.example/a.git'}                  | data.repo",
        "git.clone      | {'repo': 'https://git.example/a.git', 'branch': '--force'} | data.branch",
        "git.commit     | {}                                                         | data.message",
        "git.diff       | {'since': 'ever'}                                          | data.since",
        "llm.generate   | {'model': 'scripted'}                                      | data.prompt",
        "llm.generate   | {'prompt': 'x'}                                            | data.model",
        "llm.generate   | {'model': 'm', 'prompt': '{{no.such}}'}                    | data.prompt",
        "llm.generate   | {'model': 'm', 'prompt': 'x', 'maxTokens': 0}              | data.maxTokens",
        "llm.extract    | {'model': 'm', 'prompt': 'x'}                              | data.schema",
        "llm.extract    | {'model': 'm', 'prompt': 'x', 'schema': {'type': 'array'}} | data.schema",
        "llm.extract    | {'model': 'm', 'prompt': 'x', 'schema': {'type': 'object', 'properties': 1}} | data.schema",
        "callback       | {'timeout': '3 days'}                                      | data.timeout",
        "callback       | {'payload': {'a': '{{no.such}}'}}                          | data.payload.a",
        "contact.query  | {'limit': 0}                                               | data.limit",
        "contact.query  | {'filter': {'status': 'gone'}}                             | data.filter.status",
        "contact.create | {'values': {'name': '1'}}                                  | data.email",
        "contact.merge  | {'into': 'x'}                                              | data.from",
        "contact.update | {'values': {}}                                             | data.values",
        "contact.update | {'values': {'email': '1'}}                                 | data.values",
        "contact.update | {'values': {'name': '1 +'}}                                | data.values.name",
      })
  void whatCannotWorkIsRefusedByField(String type, String config, String field) throws Exception {
    assertThat(validate(type, config).errors())
        .as(config)
        .extracting(GraphProblem::field)
        .anyMatch(named -> named != null && named.startsWith(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "enrich    | {}",
        "sync      | {'platform': 'x', 'type': 'tweets'}",
        "agent.run | {'task': 't', 'model': 'm'}"
      })
  void whatWaitsForARunHasNoPlaceInsideOfAJourneysWorkflow(String type, String config)
      throws Exception {
    assertThat(validate(type, config, ", 'settings': {'isolation': 'inline'}").errors())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("wait for another run"));
  }

  private static Validation validate(String type, String config) throws JsonProcessingException {
    return validate(type, config, "");
  }

  private static Validation validate(String type, String config, String settings)
      throws JsonProcessingException {
    String graph =
        "{'nodes': [{'id': 'n', 'type': '%s', 'label': 'N', 'position': {'x': 0, 'y': 0}, 'data': %s}], 'edges': []%s}"
            .formatted(type, config, settings);
    return Graphs.validate(FlowKind.SYSTEM, JsonCodec.MAPPER.readTree(graph.replace('\'', '"')));
  }
}
