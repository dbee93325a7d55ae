package dev.ferry.python.http;

import dev.ferry.model.FerryException;

/** Where bytes come from when they are not on this machine. Safe for use by several threads. */
public interface Fetcher extends AutoCloseable {
  /**
   * Sends a request, follows redirects, and tries again what may pass. The caller reads the body
   * and closes the response; a body that breaks midway is the caller's to resume.
   *
   * @return the answer, whose status is 2xx, 304, 404 or 410; for a part of a file, or a head
   *     alone, also 400, 405, 416 or 501, by which servers say that they do not do that
   * @throws FerryException of kind SOURCE if there is no such answer
   */
  Response open(Request request);

  /**
   * The same with the whole body in memory; a body that breaks midway is fetched again.
   *
   * @throws FerryException of kind SOURCE if there is no answer or the body is larger than {@link
   *     Request#limit()}
   */
  Reply fetch(Request request);

  /** Bytes of bodies received so far, for reports. */
  long received();

  @Override
  void close();
}
