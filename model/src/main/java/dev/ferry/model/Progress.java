package dev.ferry.model;

/** Where long work says how far it is. Implementations are thread-safe and cheap to call. */
public interface Progress {
  /** Says nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public Task start(Text what, long total) {
          return Task.NONE;
        }

        @Override
        public void note(Text message) {}

        @Override
        public void warn(Text message) {}
      };

  /**
   * Begins a piece of work.
   *
   * @param what for people: {@code Downloading 14 wheels}
   * @param total bytes or items expected, 0 where unknown
   */
  Task start(Text what, long total);

  /** One line that is worth reading later: a version passed over, a file built from source. */
  void note(Text message);

  /** One line about something that may be wrong. */
  void warn(Text message);

  /** The same, which calls every piece of work by one name: that of what it is done for. */
  default Progress called(Text name) {
    Progress outer = this;
    return new Progress() {
      @Override
      public Task start(Text what, long total) {
        return outer.start(name, total);
      }

      @Override
      public void note(Text message) {
        outer.note(message);
      }

      @Override
      public void warn(Text message) {
        outer.warn(message);
      }
    };
  }

  /** A piece of work that has begun. Closing it says that it has ended. */
  interface Task extends AutoCloseable {
    /** Says nothing. */
    Task NONE =
        new Task() {
          @Override
          public void advance(long amount) {}

          @Override
          public void close() {}
        };

    void advance(long amount);

    @Override
    void close();
  }
}
