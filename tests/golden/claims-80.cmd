claims seeds/claims/superintelligence-2025.yaml --format table
