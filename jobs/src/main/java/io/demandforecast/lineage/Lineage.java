package io.demandforecast.lineage;

import io.demandforecast.log.LogContext;
import io.demandforecast.log.TableUse;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.Job;
import io.openlineage.client.OpenLineage.Run;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacet;
import io.openlineage.client.utils.UUIDUtils;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells a catalogue what a command reads and writes, as OpenLineage events (specification 2-0-2):
 * one that it starts, one that it ended with all tables that it used and their versions, and the
 * same of each stage as a run of its own within. It hears the same of {@link LogContext} as spans
 * do.
 */
public final class Lineage implements LogContext.Listener, AutoCloseable {
  private static final URI PRODUCER = URI.create("urn:demand-forecast");

  /** Name of the facet of what the log says too. */
  private static final String FACET = "demandForecast";

  private final OpenLineage lineage = new OpenLineage(PRODUCER);
  private final Datasets datasets = new Datasets(lineage);
  private final LineageTarget target;
  private final Outbox outbox;
  private final Supplier<Instant> clock;
  private final Command command;
  private final Map<LogContext.Key, String> facts = new EnumMap<>(LogContext.Key.class);
  private final Told all;
  private Optional<Told> stage = Optional.empty();
  private Optional<Failed> failure = Optional.empty();

  /**
   * What is told of.
   *
   * @param name of the command
   * @param version of this software
   * @param sparkVersion of what it runs on
   * @param parent the task that started it
   */
  public record Command(
      String name, String version, String sparkVersion, Optional<ParentRun> parent) {}

  /** A job with its run, and what that used. */
  private record Told(UUID id, String job, Optional<ParentRun> parent, Uses uses) {}

  private record Failed(int exitCode, String message) {}

  /** Tells that a command starts, and hears of what it does from now on. */
  public Lineage(LineageTarget target, Command command, Supplier<Instant> clock) {
    this.target = target;
    this.outbox = new Outbox(target.client(), target.timeout());
    this.command = command;
    this.clock = clock;
    this.all = told(command.name(), command.parent());
    send(EventType.START, all);
    LogContext.tell(this);
  }

  @Override
  public synchronized void changed(LogContext.Key key, Optional<String> value) {
    switch (key) {
      case STAGE -> {
        endStage(EventType.COMPLETE);
        ParentRun whole = new ParentRun(target.namespace(), all.job(), all.id());
        stage =
            value.map(
                name -> told(command.name() + "." + name.replace(' ', '-'), Optional.of(whole)));
        stage.ifPresent(one -> send(EventType.START, one));
      }
      case TABLE, COMMAND -> {}
      default -> value.ifPresent(known -> facts.put(key, known));
    }
  }

  @Override
  public synchronized void used(TableUse use) {
    all.uses().add(use);
    stage.ifPresent(one -> one.uses().add(use));
  }

  /**
   * The command ends with a failure.
   *
   * @param message what a person is told
   */
  public synchronized void failed(int exitCode, String message) {
    failure = Optional.of(new Failed(exitCode, message));
    endStage(EventType.FAIL);
  }

  /** Whether some events were not taken; known once it is closed. */
  public boolean incomplete() {
    return outbox.failed();
  }

  /** Tells the end, and waits until it is told. */
  @Override
  public void close() {
    LogContext.leave(this);
    synchronized (this) {
      endStage(EventType.COMPLETE);
      send(failure.isPresent() ? EventType.FAIL : EventType.COMPLETE, all);
    }
    outbox.close();
  }

  private Told told(String job, Optional<ParentRun> parent) {
    return new Told(UUIDUtils.generateNewUUID(clock.get()), job, parent, new Uses());
  }

  private void endStage(EventType how) {
    stage.ifPresent(one -> send(how, one));
    stage = Optional.empty();
  }

  private void send(EventType type, Told told) {
    boolean over = type != EventType.START;
    List<TableUse> read = over ? told.uses().read() : List.of();
    List<TableUse> written = over ? told.uses().written() : List.of();
    ZonedDateTime now = clock.get().atZone(ZoneOffset.UTC);
    Run run = lineage.newRun(told.id(), facets(type, told));
    outbox.add(
        () ->
            lineage
                .newRunEventBuilder()
                .eventType(type)
                .eventTime(now)
                .run(run)
                .job(job(told))
                .inputs(datasets.inputs(read))
                .outputs(datasets.outputs(written))
                .build());
  }

  private Job job(Told told) {
    return lineage.newJob(
        target.namespace(),
        told.job(),
        lineage
            .newJobFacetsBuilder()
            .jobType(lineage.newJobTypeJobFacet("BATCH", "SPARK", "JOB"))
            .build());
  }

  private OpenLineage.RunFacets facets(EventType type, Told told) {
    var facets =
        lineage
            .newRunFacetsBuilder()
            .processing_engine(
                lineage.newProcessingEngineRunFacet(
                    command.sparkVersion(), "spark", command.version()));
    told.parent()
        .ifPresent(
            run ->
                facets.parent(
                    lineage.newParentRunFacet(
                        lineage.newParentRunFacetRun(run.id()),
                        lineage.newParentRunFacetJob(run.namespace(), run.job()),
                        null)));
    Optional.ofNullable(facts.get(LogContext.Key.AS_OF))
        .map(LocalDate::parse)
        .ifPresent(
            day ->
                facets.nominalTime(
                    lineage.newNominalTimeRunFacet(day.atStartOfDay(ZoneOffset.UTC), null)));
    if (type == EventType.FAIL) {
      failure.ifPresent(
          failed ->
              facets.errorMessage(
                  lineage.newErrorMessageRunFacet(
                      "exit code " + failed.exitCode() + ": " + failed.message(), "Java", null)));
    }
    RunFacet own = lineage.newRunFacet();
    facts.forEach((key, value) -> own.getAdditionalProperties().put(key.text(), value));
    return facets.put(FACET, own).build();
  }
}
