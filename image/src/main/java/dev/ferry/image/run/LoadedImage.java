package dev.ferry.image.run;

/** An image that is ready to run. */
public interface LoadedImage extends AutoCloseable {
  /** How the image wants to be run. */
  ImageConfig config();

  /**
   * Runs a command to its end, or to its time limit, when every process that it started is killed.
   *
   * @throws dev.ferry.model.FerryException of kind ENVIRONMENT where the machine fails; what the
   *     command does is in the result
   */
  RunResult run(RunRequest request);

  /** Removes what {@link ImageRunner#load} made. */
  @Override
  void close();
}
