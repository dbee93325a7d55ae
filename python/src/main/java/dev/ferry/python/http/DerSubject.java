package dev.ferry.python.http;

import java.nio.ByteBuffer;

/**
 * Finds the subject name within an encoded certificate without decoding the rest (RFC 5280, 4.1:
 * version, serial number, signature, issuer, validity, subject).
 */
final class DerSubject {
  private static final int VERSION_TAG = 0xa0;

  private DerSubject() {}

  /** The encoded name; empty where the bytes are no certificate. */
  static ByteBuffer of(byte[] der) {
    try {
      int body = content(der, content(der, 0));
      int at = (der[body] & 0xff) == VERSION_TAG ? next(der, body) : body;
      for (int field = 0; field < 4; field++) {
        at = next(der, at);
      }
      return ByteBuffer.wrap(der, at, next(der, at) - at).slice();
    } catch (IndexOutOfBoundsException notACertificate) {
      return ByteBuffer.allocate(0);
    }
  }

  /** Where the content of the element at a place begins. */
  private static int content(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int next(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    int length = first;
    if (first >= 0x80) {
      length = 0;
      for (int i = 0; i < (first & 0x7f); i++) {
        length = Math.addExact(Math.multiplyExact(length, 256), der[at + 2 + i] & 0xff);
        if (length > der.length) {
          throw new IndexOutOfBoundsException();
        }
      }
    }
    return content(der, at) + length;
  }
}
