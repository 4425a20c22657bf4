const passwordMinLength = 8;

export const passwordMaxLength = 128;

/** What a field for a new password needs. */
export const newPasswordLimits = {
  minLength: passwordMinLength,
  maxLength: passwordMaxLength,
  hint: `At least ${passwordMinLength} characters`,
} as const;
