package io.demandforecast.cli;

import io.demandforecast.job.ingest.IngestJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** Loads and validates raw files. */
@Command(
    name = "ingest",
    description = {
      "Loads what is new in the raw files, checks it, and sets aside what is wrong.",
      "The cut at --as-of is made later: all that the files hold is loaded."
    },
    footer = {"", "Example:", "  forecast ingest -c conf/datasets/m5.conf --data ./m5"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class IngestCommand extends WritingCommand {

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(List.of("load and validate"));
    writing.progress().stage("load and validate");
    IngestJob.Result result =
        IngestJob.run(Opened.ingest(writing.warehouse(), writing.config(), asOf()));
    writing.record().loaded(result.counts().read());
    return out -> Summaries.load(result, out);
  }
}
