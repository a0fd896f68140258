/** The sign of the product: a seam between two points. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#504cd0" />
      <path
        d="M7 20c4.5 0 4.5-8 9-8s4.5 8 9 8"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeDasharray="4.6 3.4"
      />
      <circle cx="7" cy="20" r="2.4" fill="#fff" />
      <circle cx="25" cy="20" r="2.4" fill="#fff" />
    </svg>
  );
}
