import type { ReactNode, SVGProps } from "react";

function Icon({ children, ...props }: SVGProps<SVGSVGElement> & { children: ReactNode }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...props}
    >
      {children}
    </svg>
  );
}

export const CalendarIcon = () => (
  <Icon width="14" height="14">
    <path d="M4 7.5A2.5 2.5 0 0 1 6.5 5h11A2.5 2.5 0 0 1 20 7.5v10a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 17.5zM4 10h16M8 3v4m8-4v4" />
  </Icon>
);

export const CheckAllIcon = () => (
  <Icon width="16" height="16">
    <path d="m2.5 12.5 4 4 8.5-9M12 15.5l1 1 8.5-9" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon width="16" height="16">
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const CloudOffIcon = () => (
  <Icon>
    <path d="m3.5 3.5 17 17M8 8a5 5 0 0 0-.8 2A4.3 4.3 0 0 0 7 18.5h11M11 6a5.5 5.5 0 0 1 6 4.2 4.2 4.2 0 0 1 3.5 5.8" />
  </Icon>
);

export const FlagIcon = () => (
  <Icon width="14" height="14">
    <path d="M5 21V4m0 1c5-3 8 3 14 0v9c-6 3-9-3-14 0" />
  </Icon>
);

export const MoonIcon = () => (
  <Icon>
    <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />
  </Icon>
);

export const PencilIcon = ({ size = 15 }) => (
  <Icon width={size} height={size}>
    <path d="m4 20 1-4.5L16.5 4a2 2 0 0 1 3 3L8.5 19z" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <path d="M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c.5-3.5 3.5-5 7.5-5s7 1.5 7.5 5" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm5 11.5L20 20" />
  </Icon>
);

export const TrashIcon = () => (
  <Icon>
    <path d="M4.5 7h15M9.5 7V4.5h5V7m-8 0 1 12.5h9l1-12.5M10 11v5m4-5v5" />
  </Icon>
);

export const LogoIcon = () => (
  <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="var(--accent)" />
    <path
      d="m9 16.5 5 5 9.5-11"
      fill="none"
      stroke="var(--on-accent)"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
