package dev.ferry.python.install;

import dev.ferry.model.Digest;
import dev.ferry.python.wheel.WheelMember;

/**
 * One path of an environment.
 *
 * @param path relative to the environment's folder, with {@code /}
 * @param mode permission bits: 0644, 0755, 0777 for a link
 * @param owner the package it belongs to, normalised, or {@code ferry}
 * @param content where its bytes come from
 */
public record PlannedFile(String path, int mode, String owner, Content content) {
  /** The owner of what no package brings. */
  public static final String FERRY = "ferry";

  /** Where bytes come from. */
  public sealed interface Content {
    /** Number of bytes. */
    long size();
  }

  /**
   * Bytes that the plan made.
   *
   * @param bytes not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by hash, never as a record
  public record Made(byte[] bytes) implements Content {
    @Override
    public long size() {
      return bytes.length;
    }
  }

  /**
   * A member of a wheel, as it is.
   *
   * @param wheel digest of the wheel
   * @param member the member
   * @param algorithm {@code sha256}, {@code sha384} or {@code sha512}
   * @param hash of the bytes as RECORD gives it, hexadecimal
   */
  public record FromWheel(Digest wheel, WheelMember member, String algorithm, String hash)
      implements Content {
    @Override
    public long size() {
      return member.size();
    }
  }

  /**
   * A symbolic link.
   *
   * @param target what it leads to, absolute or relative to its folder
   */
  public record Link(String target) implements Content {
    @Override
    public long size() {
      return 0;
    }
  }
}
