from model import Environment

staging = Environment(name="staging", size="medium", host="staging.example.com", tag="1.29")
