/**
 * The application of an image: a folder of a user's, taken file by file.
 *
 * <p>What is taken is named by digest and kept in the store, so that the same image can be made
 * again where the folder is not. Modes are reduced to whether a file is a program, times and owners
 * are dropped. Refused, before anything is built: links that leave the folder, what is neither file
 * nor folder, files that look like secrets, more bytes than the limit.
 *
 * <p>{@code ferry-app.yaml} in the folder says how it is started ({@link
 * dev.ferry.image.application.AppSettings}); {@code .ferryignore} names what stays behind.
 */
@NullMarked
package dev.ferry.image.application;

import org.jspecify.annotations.NullMarked;
