package io.demandforecast.progress;

/**
 * What Spark has done since a stage of work began.
 *
 * @param done tasks that ended well
 * @param total tasks of the Spark stages submitted so far; more may follow
 * @param rows rows that the ended tasks wrote to storage; what they read says little, since it is
 *     read again and again
 */
public record TaskCounts(long done, long total, long rows) {
  /** Nothing yet. */
  public static final TaskCounts NONE = new TaskCounts(0, 0, 0);

  /** What has been done since an earlier count. */
  public TaskCounts since(TaskCounts earlier) {
    return new TaskCounts(done - earlier.done, total - earlier.total, rows - earlier.rows);
  }
}
